import { UserOutlined } from '@ant-design/icons'
import { type SignedInPerson } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { useAsker } from '../hub/asker.ts'
import { personQuestion } from '../hub/questions.ts'
import { useDivisionNames } from '../labels/divisions.ts'
import { useSpeech } from '../language/language.tsx'
import type { Text } from '../language/zh.ts'

/** Who is signed in, as what, and for where. */
export function Who({ wide }: { wide: boolean }) {
  const { text } = useSpeech()
  const names = useDivisionNames()
  const person = useQuery(personQuestion(useAsker())).data?.person
  if (!person) return null
  const name = nameOf(person, text)
  const roles = person.roles.map((role) => text.who.role[role]).join(text.listGap)
  const where = person.divisions?.map(names.fullName).join(text.listGap) ?? text.who.everywhere
  return (
    <Popover trigger="click" placement="bottomRight" content={<Details person={person} roles={roles} where={where} />}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${name} · ${roles} · ${where}`} className="who">
        {wide && (
          <span>
            {name}
            <small>
              {roles} · {where}
            </small>
          </span>
        )}
      </Button>
    </Popover>
  )
}

function Details({ person, roles, where }: { person: SignedInPerson; roles: string; where: string }) {
  const { text, format } = useSpeech()
  const words = text.who
  return (
    <dl className="who-details">
      <dt>{words.name}</dt>
      <dd>{nameOf(person, text)}</dd>
      <dt>{words.roles}</dt>
      <dd>{roles}</dd>
      <dt>{words.divisions}</dt>
      <dd>{where}</dd>
      <dt>{words.subject}</dt>
      <dd className="who-subject">{person.subject}</dd>
      {person.expiresAt !== null && (
        <>
          <dt>{words.until}</dt>
          <dd>{format.time(person.expiresAt)}</dd>
        </>
      )}
    </dl>
  )
}

/** The local administrator has no other name than that. */
function nameOf({ name, subject }: SignedInPerson, text: Text): string {
  return name ?? (subject === 'administrator' ? text.who.administrator : (subject.split('#').at(-1) ?? subject))
}
