// oxlint-disable-next-line import/no-unassigned-import -- must run before any contract is made
import './contract.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Console } from './console.tsx'

const place = document.getElementById('console')
if (place)
  createRoot(place).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  )
