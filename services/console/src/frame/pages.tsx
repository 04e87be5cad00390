import {
  ApartmentOutlined,
  BarChartOutlined,
  DashboardOutlined,
  FileTextOutlined,
  FireOutlined,
  NodeIndexOutlined,
  SendOutlined,
} from '@ant-design/icons'
import { lazy, type ReactNode } from 'react'
import type { Text } from '../language/zh.ts'

/** A page of the console: where it stands, what it is called, and the question without which it is empty. */
export type Page = {
  path: string
  name: keyof Text['menu']
  icon: ReactNode
  question: string
  element: ReactNode
}

const Overview = lazy(async () => ({ default: (await import('../overview/overview.page.tsx')).OverviewPage }))
const CasesPage = lazy(async () => ({ default: (await import('../cases/cases.page.tsx')).CasesPage }))
const MattersPage = lazy(async () => ({ default: (await import('../matters/matters.page.tsx')).MattersPage }))
const HotspotsPage = lazy(async () => ({ default: (await import('../hotspots/hotspots.page.tsx')).HotspotsPage }))
const NodesPage = lazy(async () => ({ default: (await import('../nodes/nodes.page.tsx')).NodesPage }))
const AssessmentPage = lazy(async () => ({
  default: (await import('../assessment/assessment.page.tsx')).AssessmentPage,
}))
const DeliveriesPage = lazy(async () => ({
  default: (await import('../deliveries/deliveries.page.tsx')).DeliveriesPage,
}))

/** Every page, in the order of the menu. */
export const pages: readonly Page[] = [
  { path: '/', name: 'overview', icon: <DashboardOutlined />, question: '/v1/stats/cases', element: <Overview /> },
  { path: '/cases', name: 'cases', icon: <FileTextOutlined />, question: '/v1/cases', element: <CasesPage /> },
  { path: '/matters', name: 'matters', icon: <ApartmentOutlined />, question: '/v1/matters', element: <MattersPage /> },
  { path: '/hotspots', name: 'hotspots', icon: <FireOutlined />, question: '/v1/hotspots', element: <HotspotsPage /> },
  { path: '/nodes', name: 'nodes', icon: <NodeIndexOutlined />, question: '/v1/nodes', element: <NodesPage /> },
  {
    path: '/assessment',
    name: 'assessment',
    icon: <BarChartOutlined />,
    question: '/v1/assessments',
    element: <AssessmentPage />,
  },
  {
    path: '/deliveries',
    name: 'deliveries',
    icon: <SendOutlined />,
    question: '/v1/deliveries',
    element: <DeliveriesPage />,
  },
]
