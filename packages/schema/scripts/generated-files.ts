import { type GeneratedFile, jsonFile } from './generated-file.ts'
import { asyncApi } from './asyncapi/document.ts'
import { exampleFiles } from './examples/example-files.ts'
import { catalogueFiles } from './catalogue-files.ts'
import { apiSurface } from './package/api-surface.ts'
import { codeListFiles } from './schemas/code-list-files.ts'
import { contracts } from './schemas/contracts.ts'
import { printSchema } from './schemas/print.ts'
import { vectorFiles } from './vectors/vector-files.ts'

/** Folders that hold generated files only. */
export const generatedFolders = ['schemas/1.0', 'schemas/code-lists', 'schemas/examples'] as const

/** Every file that is made from the contract. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  return [
    ...schemaFiles(),
    ...codeListFiles(),
    ...exampleFiles(),
    jsonFile('schemas/asyncapi.json', asyncApi()),
    ...catalogueFiles(),
    ...vectorFiles(),
    apiSurface(),
  ]
}

function schemaFiles(): GeneratedFile[] {
  return contracts.map((contract) => jsonFile(`schemas/1.0/${contract.path}`, printSchema(contract)))
}
