const STORAGE_KEY = 'xunyuan.sound'
const TONES = { good: [880, 1320], bad: [240, 180] } as const
const STEP_SECONDS = 0.09
let audio: AudioContext | undefined

/** Eyes are on the goods: a rising tone says taken, a falling one refused. */
export function playTone(kind: keyof typeof TONES): void {
  if (!isSoundOn()) return
  audio ??= new AudioContext()
  const start = audio.currentTime
  for (const [index, frequency] of TONES[kind].entries()) {
    const oscillator = new OscillatorNode(audio, { type: 'sine', frequency })
    const volume = new GainNode(audio, { gain: 0.08 })
    oscillator.connect(volume).connect(audio.destination)
    oscillator.start(start + index * STEP_SECONDS)
    oscillator.stop(start + (index + 1) * STEP_SECONDS)
  }
}

export function isSoundOn(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== 'off'
}

export function setSound(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off')
}
