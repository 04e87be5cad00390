import { catalogueOf, toDcat } from '../src/index.ts'
import { type GeneratedFile, jsonFile } from './generated-file.ts'

/** A hub that does not exist: its codes have the right form and belong to nobody. */
export const exampleCatalogue = catalogueOf({
  hubId: '440000-hub',
  name: '示例省网络问政数据交换枢纽',
  code: '114400000000000000',
  publishedAt: '2026-11-22',
})

/** The catalogue of an example hub, as JSON and as DCAT 3. */
export function catalogueFiles(): GeneratedFile[] {
  return [
    jsonFile('schemas/catalogue.json', exampleCatalogue),
    jsonFile('schemas/catalogue.jsonld', toDcat(exampleCatalogue, '示例省网络问政数据共享目录', 'https://hub.example')),
  ]
}
