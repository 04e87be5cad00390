import { type SupervisionView, supervisionLevels } from '@inquiry/schema'
import { Tag } from 'antd'
import { labelOf } from '../labels/labels.ts'
import { useSpeech } from '../language/language.tsx'

/** The supervision orders over a case and how each stands. */
export function Supervision({ orders }: { orders: readonly SupervisionView[] }) {
  const { text, language, format } = useSpeech()
  const words = text.file
  return (
    <>
      <h3>{words.supervision}</h3>
      <ul className="dues">
        {orders.map((order) => (
          <li key={order.id} className="due">
            <div className="due-head">
              <strong>{labelOf(supervisionLevels, order.level, language)}</strong>
              <time dateTime={order.issuedAt}>{format.time(order.issuedAt)}</time>
              <Tag color={order.liftedAt ? 'default' : order.answeredAt ? 'green' : 'red'}>
                {order.liftedAt ? words.lifted : order.answeredAt ? words.answered : words.notAnswered}
              </Tag>
              {order.answerBy && <small>{`${words.answerBy} ${format.time(order.answerBy)}`}</small>}
            </div>
            {order.reason && <p className="said">{order.reason}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
