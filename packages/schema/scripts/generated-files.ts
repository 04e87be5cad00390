import { type GeneratedFile, jsonFile } from './generated-file.ts'
import { codeListFiles } from './schemas/code-list-files.ts'
import { contracts } from './schemas/contracts.ts'
import { printSchema } from './schemas/print.ts'

/** Folders that hold generated files only. */
export const generatedFolders = ['schemas/1.0', 'schemas/code-lists'] as const

/** Every file that is made from the contract. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  return [...schemaFiles(), ...codeListFiles()]
}

function schemaFiles(): GeneratedFile[] {
  return contracts.map(({ path, title, schema }) => jsonFile(`schemas/1.0/${path}`, printSchema(schema, path, title)))
}
