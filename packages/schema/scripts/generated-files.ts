import { type GeneratedFile, jsonFile } from './generated-file.ts'
import { asyncApi } from './asyncapi/document.ts'
import { exampleFiles } from './examples/example-files.ts'
import { catalogueFiles } from './catalogue-files.ts'
import { apiSurface } from './package/api-surface.ts'
import { codeListFiles } from './schemas/code-list-files.ts'
import { contracts } from './schemas/contracts.ts'
import { printSchema } from './schemas/print.ts'
import { vectorFiles } from './vectors/vector-files.ts'
import { problemDocuments } from './documents/problem-documents.ts'
import { referencePages } from './documents/reference-pages.ts'

/** Folders that hold generated files only. */
export const generatedFolders = [
  'schemas/1.0',
  'schemas/code-lists',
  'schemas/examples',
  'docs/problems',
  'docs/standard/messages',
  'docs/standard/events',
] as const

/** Every file that is made from the contract. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  return [
    ...schemaFiles(),
    ...codeListFiles(),
    ...exampleFiles(),
    jsonFile('schemas/asyncapi.json', asyncApi()),
    ...catalogueFiles(),
    ...vectorFiles(),
    ...referencePages(),
    ...problemDocuments(),
    apiSurface(),
  ]
}

function schemaFiles(): GeneratedFile[] {
  return contracts.map((contract) => jsonFile(`schemas/1.0/${contract.path}`, printSchema(contract)))
}
