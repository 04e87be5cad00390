type Dialect = 'cantonese' | 'teochew' | 'hakka' | 'none'

/** A city platform: its division, how it numbers its cases, how much it is used, and what is spoken in the street. */
export interface City {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  /** Letters the city's own platform puts before its case numbers. */
  readonly mark: string
  /** Share of the province's inquiries, as a weight. */
  readonly weight: number
  readonly dialect: Dialect
}

const row = (code: string, name: string, nameEn: string, mark: string, weight: number, dialect: Dialect): City => ({
  code,
  name,
  nameEn,
  mark,
  weight,
  dialect,
})

/** The 21 cities of Guangdong by GB/T 2260 code. */
export const cities: readonly City[] = [
  row('440100', '广州市', 'Guangzhou', 'GZ', 16, 'cantonese'),
  row('440200', '韶关市', 'Shaoguan', 'SG', 3, 'hakka'),
  row('440300', '深圳市', 'Shenzhen', 'SZ', 15, 'none'),
  row('440400', '珠海市', 'Zhuhai', 'ZH', 4, 'cantonese'),
  row('440500', '汕头市', 'Shantou', 'ST', 5, 'teochew'),
  row('440600', '佛山市', 'Foshan', 'FS', 8, 'cantonese'),
  row('440700', '江门市', 'Jiangmen', 'JM', 4, 'cantonese'),
  row('440800', '湛江市', 'Zhanjiang', 'ZJ', 5, 'none'),
  row('440900', '茂名市', 'Maoming', 'MM', 4, 'cantonese'),
  row('441200', '肇庆市', 'Zhaoqing', 'ZQ', 3, 'cantonese'),
  row('441300', '惠州市', 'Huizhou', 'HZ', 6, 'hakka'),
  row('441400', '梅州市', 'Meizhou', 'MZ', 3, 'hakka'),
  row('441500', '汕尾市', 'Shanwei', 'SW', 2, 'teochew'),
  row('441600', '河源市', 'Heyuan', 'HY', 3, 'hakka'),
  row('441700', '阳江市', 'Yangjiang', 'YJ', 3, 'cantonese'),
  row('441800', '清远市', 'Qingyuan', 'QY', 4, 'cantonese'),
  row('441900', '东莞市', 'Dongguan', 'DG', 9, 'cantonese'),
  row('442000', '中山市', 'Zhongshan', 'ZS', 4, 'cantonese'),
  row('445100', '潮州市', 'Chaozhou', 'CZ', 3, 'teochew'),
  row('445200', '揭阳市', 'Jieyang', 'JY', 3, 'teochew'),
  row('445300', '云浮市', 'Yunfu', 'YF', 2, 'cantonese'),
]
