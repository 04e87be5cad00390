import { standardList } from './standard-list.ts'

/** The way by which the case reached the origin platform (来源渠道). */
export const channelCodes = ['web', 'app', 'wechat', 'hotline', 'letter', 'email', 'visit', 'media', 'other'] as const

export type ChannelCode = (typeof channelCodes)[number]

/** The codes of `channel` with their labels. */
export const channels = /* @__PURE__ */ standardList('channel', '1', channelCodes, {
  web: ['网站', 'Web site'],
  app: ['移动客户端', 'Mobile app'],
  wechat: ['微信', 'WeChat'],
  hotline: ['热线电话', 'Hotline'],
  letter: ['来信', 'Letter'],
  email: ['电子邮件', 'E-mail'],
  visit: ['来访', 'Visit in person'],
  media: ['媒体', 'Media'],
  other: ['其他', 'Other'],
})
