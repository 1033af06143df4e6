import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createObjectStore, type ObjectStore, sha256Hex } from '../../src/files/object-store.ts'
import { startS3 } from './s3-server.ts'

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'xyg-files-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function keysOf(store: ObjectStore): Promise<string[]> {
  const keys: string[] = []
  for await (const page of store.keys()) keys.push(...page)
  return keys.sort()
}

const bytes = new TextEncoder().encode('寻源 evidence')
const stores: Record<string, (t: Test) => Promise<ObjectStore>> = {
  folder: (t) => createObjectStore({ kind: 'folder', folder: folder(t) }),
  s3: async (t) => {
    const { endpoint } = await startS3(t)
    return createObjectStore({
      kind: 's3',
      bucket: 'evidence',
      region: 'cn-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      endpoint,
    })
  },
}

for (const [kind, open] of Object.entries(stores)) {
  t.test(`in ${kind}`, async (t) => {
    const store = await open(t)

    t.test('what was put is got again, byte for byte, with its hash and length', async (t) => {
      t.strictSame(await store.put('par_1/photos/a.jpg', bytes, 'image/jpeg'), { sha256: sha256Hex(bytes), byteLength: bytes.byteLength })
      t.strictSame(Buffer.from((await store.get('par_1/photos/a.jpg')) ?? []), Buffer.from(bytes))
      t.equal(await store.exists('par_1/photos/a.jpg'), true)
    })

    t.test('a second put under the key replaces the first', async (t) => {
      await store.put('b.jpg', bytes, 'image/jpeg')
      await store.put('b.jpg', bytes.subarray(0, 3), 'image/jpeg')
      t.equal((await store.get('b.jpg'))?.byteLength, 3)
    })

    t.test('what is not there is null, does not exist, and can be deleted', async (t) => {
      t.equal(await store.get('nothing.jpg'), null)
      t.equal(await store.exists('nothing.jpg'), false)
      await store.delete('nothing.jpg')
    })

    t.test('what was deleted is gone', async (t) => {
      await store.put('c.jpg', bytes, 'image/jpeg')
      await store.delete('c.jpg')
      t.equal(await store.get('c.jpg'), null)
    })

    t.test('every key is listed, with the time of its bytes', async (t) => {
      const before = await keysOf(store)
      const added = ['list/1.jpg', 'list/2/3.jpg', 'list/2/4.jpg', 'list.jpg', 'list/5.pdf']
      const begun = Date.now() - 1_000
      for (const key of added) await store.put(key, bytes, 'image/jpeg')
      t.strictSame(await keysOf(store), [...before, ...added].sort())
      const storedAt = (await store.storedAt('list/2/3.jpg'))?.getTime() ?? 0
      t.ok(storedAt >= begun - 1_000 && storedAt <= Date.now() + 1_000)
      t.equal(await store.storedAt('list/none.jpg'), null)
    })

    t.test('keys that leave the store or hold anything odd are refused', async (t) => {
      for (const key of [
        '',
        '../x',
        'a/../../x',
        '/etc/passwd',
        'a//b',
        'a b',
        'a\0b',
        '.hidden',
        'a/.git',
        'c:\\x',
        '图.jpg',
        'a'.repeat(513),
      ]) {
        await t.rejects(store.put(key, bytes, 'image/jpeg'), TypeError, key)
        await t.rejects(store.get(key), TypeError, key)
      }
    })
  })
}

t.test('a folder never shows a file half written, and keeps no leftovers', async (t) => {
  const path = folder(t)
  const store = await createObjectStore({ kind: 'folder', folder: path })
  const big = new Uint8Array(5_000_000).fill(7)
  const seen = new Set<number>()
  let writing = true
  const watch = (async () => {
    while (writing) seen.add((await store.get('big.bin'))?.byteLength ?? 0)
  })()
  for (let i = 0; i < 5; i++) await store.put('big.bin', big, 'application/octet-stream')
  writing = false
  await watch
  t.ok(
    [...seen].every((length) => length === 0 || length === big.byteLength),
    [...seen].join(),
  )
  t.strictSame(readdirSync(path), ['big.bin'])
})

t.test('an S3 that cannot be reached is an error, not an absent object', async (t) => {
  const store = await createObjectStore({
    kind: 's3',
    bucket: 'b',
    region: 'r',
    accessKeyId: 'i',
    secretAccessKey: 's',
    endpoint: 'http://127.0.0.1:1',
  })
  await t.rejects(store.get('a.jpg'))
  await t.rejects(store.put('a.jpg', bytes, 'image/jpeg'))
})

t.test('S3 gets the content type, a signature and the bucket in the path', async (t) => {
  const { endpoint, requests } = await startS3(t)
  const store = await createObjectStore({
    kind: 's3',
    bucket: 'evidence',
    region: 'cn-east-1',
    accessKeyId: 'AKID',
    secretAccessKey: 'never-sent',
    endpoint,
  })
  await store.put('x/y.jpg', bytes, 'image/jpeg')
  t.match(requests, [
    {
      method: 'PUT',
      url: /^\/evidence\/x\/y\.jpg/,
      headers: { 'content-type': 'image/jpeg', authorization: /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/cn-east-1\/s3\// },
    },
  ])
  t.notMatch(JSON.stringify(requests), 'never-sent')
})
