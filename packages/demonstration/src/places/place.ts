import { between, chance, pick } from '../random.ts'
import type { Random } from '../random.ts'
import type { City } from './cities.ts'
import type { District } from './districts.ts'
import * as names from './names.ts'

/** What kind of place tells two matters of one kind apart. */
export type PlaceKind =
  | 'estate'
  | 'road'
  | 'village'
  | 'school'
  | 'kindergarten'
  | 'hospital'
  | 'market'
  | 'park'
  | 'river'
  | 'factory'
  | 'company'
  | 'mall'
  | 'shop'
  | 'bus'
  | 'hall'
  | 'site'
  | 'centre'
  | 'agency'
  | 'lodging'
  | 'nursing'

/** The names around one spot, as slots of a phrase: the city and its parts, and one place of every kind. */
export type Surroundings = Readonly<
  Record<PlaceKind | 'city' | 'cityFull' | 'district' | 'town' | 'office' | 'road2', string>
>

/** Draws the surroundings of a spot in this district; a rural one lies in a town of its country, where it has any. */
export function drawSurroundings(random: Random, city: City, district: District, rural = false): Surroundings {
  const town = pick(random, rural && hasCountry(district) ? district.towns.filter(isCountryTown) : district.towns)
  const township = town.replace(/(街道|镇|办事处)$/, '')
  const cityShort = city.name.replace(/市$/, '')
  const area = district.code.endsWith('00') ? town : district.name
  const join = (stems: readonly string[], endings: readonly string[]) => pick(random, stems) + pick(random, endings)
  return {
    city: cityShort,
    cityFull: city.name,
    district: area,
    town,
    office: officeOf(town),
    estate: estateName(random),
    road: join(names.roadStems, names.roadEndings),
    road2: join(names.roadStems, names.roadEndings),
    village: `${join(names.villageStems, names.villageEndings)}村`,
    school: schoolName(random, township),
    kindergarten: `${pick(random, names.estateStems)}幼儿园`,
    hospital: hospitalName(random, township, town),
    market: `${chance(random, 0.5) ? township : pick(random, names.roadStems)}${pick(random, ['市场', '农贸市场', '肉菜市场', '综合市场'])}`,
    park: `${pick(random, names.parkStems)}公园`,
    river: join(names.riverStems, names.riverEndings),
    factory: join(names.firmStems, names.factoryEndings),
    company: cityShort + join(names.firmStems, names.companyEndings),
    mall: join(names.mallStems, names.mallEndings),
    shop: join(names.shopStems, names.shopEndings),
    bus: busLine(random),
    hall: pick(random, [
      `${area}政务服务中心`,
      `${township}便民服务中心`,
      `${area}行政服务大厅`,
      `${township}党群服务中心`,
    ]),
    agency: `${pick(random, names.firmStems)}${pick(random, ['旅行社', '国际旅行社', '假期旅游公司'])}`,
    lodging: `${pick(random, names.estateStems)}${pick(random, ['酒店', '民宿', '客栈', '度假公寓'])}`,
    nursing: `${pick(random, names.hospitalStems)}${pick(random, ['颐养院', '老年公寓', '护理院', '养老中心'])}`,
    site: `${pick(random, names.roadStems)}${pick(random, ['路', '大道', '片区'])}${pick(random, ['安置房项目', '商住楼工地', '旧改项目', '综合管廊工程', '学校扩建工程', '产业园工地'])}`,
    centre: `${pick(random, names.firmStems)}${pick(random, ['教育', '培训中心', '国际少儿英语', '艺术中心', '学堂'])}`,
  }
}

/** Where a town's people go with their complaints. */
function officeOf(town: string): string {
  if (town.endsWith('镇')) return `${town}政府`
  if (town.endsWith('开发区')) return `${town}管委会`
  return town.endsWith('办事处') ? town : `${town}办事处`
}

function estateName(random: Random): string {
  return pick(random, names.estateStems) + pick(random, names.estateEndings)
}

function schoolName(random: Random, township: string): string {
  const kind = pick(random, ['小学', '小学', '中学', '学校', '初级中学'])
  return chance(random, 0.5)
    ? `${township}${pick(random, names.schoolStems)}${kind}`
    : `${pick(random, names.schoolStems)}${kind}`
}

function hospitalName(random: Random, township: string, town: string): string {
  const local = town.endsWith('镇') ? `${township}镇卫生院` : `${township}社区卫生服务中心`
  return chance(random, 0.35)
    ? local
    : `${pick(random, names.hospitalStems)}${pick(random, ['医院', '中医院', '妇幼保健院', '人民医院'])}`
}

/** Whether the district has country around it: towns, not only streets. */
export function hasCountry({ towns }: District): boolean {
  return towns.some(isCountryTown)
}

function isCountryTown(town: string): boolean {
  return town.endsWith('镇')
}

function busLine(random: Random): string {
  const number = between(random, 1, 399)
  return chance(random, 0.15) ? `${pick(random, ['快', '专线', '夜'])}${between(random, 1, 40)}路` : `${number}路`
}
