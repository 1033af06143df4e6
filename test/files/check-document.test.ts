import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import t from 'tap'
import { checkDocument } from '../../src/files/check-document.ts'
import { aDocument, aStream, packed } from './documents.ts'

t.test('a plain document passes, with links, form fields, pictures and packed objects', (t) => {
  const noise = aStream('/Type /XObject /Subtype /Image /Filter /DCTDecode', Buffer.concat([randomBytes(2_000), Buffer.from(' /XFA /JS ')]))
  const link = '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.com/terms) >> >>'
  for (const [why, bytes] of Object.entries({
    'as it is': aDocument(),
    'a link, a field and a name that only begins like a bad one': aDocument([link, '<< /FT /Tx /T (name) >>', '<< /LaunchPad 1 >>']),
    'a picture whose bytes happen to read like a name': aDocument([noise]),
    'packed objects': aDocument([packed('5 0 << /Type /Font /Subtype /Type1 >>')]),
    'packed objects beside a page': aDocument([packed('5 0 << /A 1 >>'), aStream('/Filter /DCTDecode', randomBytes(300))]),
  }))
    t.doesNotThrow(() => checkDocument(bytes), why)
  t.end()
})

t.test('one that acts or carries files is refused, however its names are spelt or packed', (t) => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  const cases: Record<string, Buffer> = {
    'a script': aDocument([script]),
    'a script spelt with escapes': aDocument(['<< /S /J#61va#53cript >>']),
    'a program': aDocument(['<< /S /Launch /F (cmd.exe) >>']),
    'an attached file': aDocument(['<< /Names << /EmbeddedFiles 6 0 R >> >>']),
    'an attached stream': aDocument([aStream('/Type /EmbeddedFile', Buffer.from('MZ'))]),
    'a form that sends itself': aDocument(['<< /S /SubmitForm /F (https://example.com) >>']),
    'a form with programs': aDocument(['<< /XFA 6 0 R >>']),
    'a packed script': aDocument([packed(`5 0 ${script}`)]),
    'a packed form with programs': aDocument([packed('5 0 << /XFA 6 0 R >>')]),
    'packed under an escaped name': aDocument([packed(`5 0 ${script}`, '/Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode')]),
    'packed behind a word that looks like an end': aDocument([packed(`5 0 ${script}`, '/Type /ObjStm /X (endobj) /Filter /FlateDecode')]),
    'a script in what looks like a comment of a stream': aDocument([`% >>stream\n${script}\n% endstream`]),
  }
  for (const [why, bytes] of Object.entries(cases))
    t.throws(() => checkDocument(bytes), { name: 'Refusal', code: 'file.active_content' }, why)
  t.end()
})

t.test('what is not one whole, open PDF is refused', (t) => {
  const whole = aDocument()
  const cases: Record<string, Buffer> = {
    'something before it': Buffer.concat([Buffer.from('GIF89a\n'), whole]),
    'an archive behind it': Buffer.concat([whole, Buffer.from('PK\u0003\u0004'), Buffer.alloc(2_000)]),
    'a page behind it': Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]),
    'cut off': whole.subarray(0, whole.byteLength / 2),
    'a password': aDocument([], '/Encrypt 4 0 R '),
    'packed in another way': aDocument([packed('5 0 << >>', '/Type /ObjStm /Filter /LZWDecode')]),
    'packed twice': aDocument([packed('5 0 << >>', '/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]')]),
    'packed so that names are apart': aDocument([
      packed('5 0 << >>', '/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>'),
    ]),
    'packed and broken': aDocument([aStream('/Type /ObjStm /Filter /FlateDecode', Buffer.from('not deflated'))]),
  }
  for (const [why, bytes] of Object.entries(cases)) t.throws(() => checkDocument(bytes), { name: 'Refusal', code: 'file.unreadable' }, why)
  t.end()
})

t.test('a small document that would unfold to gigabytes is refused soon', (t) => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 })
  t.ok(bomb.byteLength < 100_000)
  const bytes = aDocument(Array.from({ length: 40 }, () => aStream('/Type /ObjStm /Filter /FlateDecode', bomb)))
  const before = performance.now()
  t.throws(() => checkDocument(bytes), { code: 'file.unreadable' })
  t.ok(performance.now() - before < 2_000)
  t.end()
})
