/** What a `datetime-local` field says, taken as China's wall clock, as an instant; null when it says nothing. */
export function fromChinaTime(text: string): string | null {
  return text === '' ? null : `${text.length === 16 ? `${text}:00` : text}+08:00`
}
