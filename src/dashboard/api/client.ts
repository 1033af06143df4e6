import { Problem, problemFrom } from './problem.ts'
import type { Carton, Completion, Inspection, Photo, Rectangle, Refund, ScanResult, Session, Shipment, Task, TaskKind } from './wire.ts'

const BASE = '/staff/v1'
let csrfToken = ''

/** Every call the pages make; failures throw a `Problem`, an unreachable gateway is status 0. */
export const api = {
  session: () => get<Session>('/session').then(remember),
  signIn: (login: string, password: string) => post<Session>('/session', { login, password }).then(remember),
  signOut: () => send<void>('DELETE', '/session'),
  tasks: () => get<{ tasks: Task[] }>('/tasks').then((answer) => answer.tasks),
  counts: () => get<{ counts: Partial<Record<TaskKind, number>> }>('/counts').then((answer) => answer.counts),
  scan: (code: string, weightG: number | null) => post<ScanResult>('/scans', weightG === null ? { code } : { code, weightG }),
  inspection: (id: string) => get<Inspection>(`/inspections/${id}`),
  startInspection: (id: string) => post<Inspection>(`/inspections/${id}/start`),
  completeInspection: (id: string, completion: Completion) => post<Inspection>(`/inspections/${id}/complete`, completion),
  shipment: (id: string) => get<Shipment>(`/shipments/${id}`),
  startPacking: (id: string) => post<Shipment>(`/shipments/${id}/start-packing`),
  pack: (id: string, cartons: Carton[]) => post<Shipment>(`/shipments/${id}/pack`, { cartons }),
  handOver: (id: string) => post<Shipment>(`/shipments/${id}/hand-over`),
  refund: (id: string) => get<Refund>(`/refunds/${id}`),
  approveRefund: (id: string) => post<Refund>(`/refunds/${id}/approve`),
  rejectRefund: (id: string, reason: string) => post<Refund>(`/refunds/${id}/reject`, { reason }),
  shipReturn: (id: string, courierCode: string, waybillNo: string) =>
    post<Refund>(`/refunds/${id}/ship-return`, { courierCode, waybillNo }),
  uploadPhoto,
}

/** Where the bytes of a stored file are shown from. */
export function fileUrl(fileId: string): string {
  return `${BASE}/files/${fileId}`
}

type PhotoUpload = { file: Blob; shot: string; redactions: Rectangle[]; onProgress: (share: number) => void }

/** XMLHttpRequest, because fetch cannot tell how much of an upload has left. */
function uploadPhoto(inspectionId: string, { file, shot, redactions, onProgress }: PhotoUpload): Promise<Photo> {
  const form = new FormData()
  form.set('shot', shot)
  form.set('redactions', JSON.stringify(redactions))
  form.set('content', file, file instanceof File ? file.name : 'photo.jpg')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${BASE}/inspections/${inspectionId}/photos`)
    request.setRequestHeader('x-csrf-token', csrfToken)
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => reject(new Problem(0, 'network.unreachable'))
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Photo)
      else reject(problemFrom(request.status, request.response, request.getResponseHeader('retry-after')))
    }
    request.send(form)
  })
}

function remember(session: Session): Session {
  csrfToken = session.csrfToken
  return session
}

const get = <T>(path: string) => send<T>('GET', path)
const post = <T>(path: string, body: unknown = {}) => send<T>('POST', path, body)

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const answer = await fetch(BASE + path, init).catch((cause: unknown) => {
    throw Object.assign(new Problem(0, 'network.unreachable'), { cause })
  })
  const content: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemFrom(answer.status, content, answer.headers.get('retry-after'))
  return content as T
}
