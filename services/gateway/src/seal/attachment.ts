import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, extname, resolve, sep } from 'node:path'
import { Attachment } from '@inquiry/schema'
import type { z } from 'zod'
import type { Fault } from '../row.ts'

export type FoundAttachment = { path: string; attachment: z.infer<typeof Attachment> }

const mediaTypes: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.txt': 'text/plain',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.zip': 'application/zip',
}

/** Find the files that a row names, in the folder and nowhere else, or say which cannot be attached. */
export async function findAttachments(
  names: readonly string[],
  folder: string,
  at: string,
): Promise<FoundAttachment[] | Fault[]> {
  const found = await Promise.all(names.map((name) => find(name, folder, at)))
  const faults = found.filter((one): one is Fault => 'rule' in one)
  return faults.length > 0 ? faults : (found as FoundAttachment[])
}

async function find(name: string, folder: string, at: string): Promise<FoundAttachment | Fault> {
  const path = resolve(folder, name)
  const bytes = path.startsWith(resolve(folder) + sep) ? await readFile(path).catch(() => undefined) : undefined
  if (!bytes) return fault(name, at, 'file', `文件夹 ${folder} 中没有这个文件`, `there is no such file in ${folder}`)
  const attachment = {
    digest: `sha-256:${hash('sha256', bytes, 'base64url')}`,
    size: bytes.length,
    mediaType: mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream',
    name: basename(name),
  }
  if (Attachment.safeParse(attachment).success) return { path, attachment }
  return fault(name, at, 'size', '附件应为 1 字节至 20 MB', 'an attachment has 1 byte to 20 MB')
}

function fault(value: string, at: string, rule: string, zh: string, en: string): Fault {
  return { at, field: 'attachments', value, rule, message: { zh, en }, example: '现场照片.jpg' }
}
