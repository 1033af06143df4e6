import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { configurationGenerators } from './generate/configuration.ts'
import type { Generator } from './generate/generator.ts'
import { machineDiagrams } from './generate/machine-diagrams.ts'
import { openapiGenerators } from './generate/openapi.ts'
import { staffGenerators } from './generate/staff-openapi.ts'

/** Everything committed that the code makes. `--check` compares instead of writing and fails when a file is stale. */
const generators: readonly Generator[] = [machineDiagrams, ...openapiGenerators, ...staffGenerators, ...configurationGenerators]

const root = resolve(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')
const stale: string[] = []

for (const generator of generators) {
  const path = resolve(root, generator.file)
  const wanted = await generator.render()
  const found = existsSync(path) ? await readFile(path, 'utf8') : null
  if (found === wanted) continue
  stale.push(generator.file)
  if (isCheck) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, wanted)
}

for (const file of stale) console.log(isCheck ? `stale: ${file} (run npm run gen)` : `written: ${file}`)
if (isCheck && stale.length > 0) process.exitCode = 1
