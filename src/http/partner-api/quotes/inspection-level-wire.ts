import { z } from 'zod'

const INSPECTION_LEVELS = ['BASIC', 'STANDARD', 'DETAILED'] as const

export const inspectionLevelWire = z
  .enum(INSPECTION_LEVELS)
  .meta({ id: 'InspectionLevel', description: 'How thoroughly arriving units are examined.' })
