import t from 'tap'
import { createSeal } from '../../src/platform/seal.ts'

const seal = createSeal('the key of the configuration')

t.test('what was sealed opens with the same key and context only', async (t) => {
  const sealed = seal.close('tok-寻源', 'token 1')
  t.equal(seal.open(sealed, 'token 1'), 'tok-寻源')
  t.equal(seal.open(sealed, 'token 2'), undefined)
  t.equal(createSeal('another').open(sealed, 'token 1'), undefined)
})

t.test('the same text never looks the same, and a changed bit is noticed', async (t) => {
  const sealed = seal.close('tok', 'x')
  t.not(seal.close('tok', 'x'), sealed)
  const bytes = Buffer.from(sealed, 'base64url')
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    t.equal(seal.open(changed.toString('base64url'), 'x'), undefined)
  }
  t.equal(seal.open('', 'x'), undefined)
})
