import type { FieldCode } from '../schema/field-problems.ts'

type Phrase = (limit: string | undefined) => string

/** What is said about one wrong field; the code is the contract, these words are not. */
export const FIELD_TEXTS: Record<FieldCode, { en: Phrase; zh: Phrase }> = {
  required: { en: () => 'This field is required.', zh: () => '此字段必填。' },
  unknown_field: { en: () => 'This field does not exist.', zh: () => '此字段不存在。' },
  invalid_type: { en: (type) => `Must be of type ${type ?? 'another kind'}.`, zh: (type) => `类型应为 ${type ?? '其他类型'}。` },
  invalid_value: {
    en: (values) => (values ? `Must be one of: ${values}.` : 'This value is not allowed.'),
    zh: (values) => (values ? `只能是以下值之一：${values}。` : '不允许使用该值。'),
  },
  invalid_format: {
    en: (format) => (format ? `Must be written as ${format}.` : 'The format is not valid.'),
    zh: (format) => (format ? `格式应为 ${format}。` : '格式无效。'),
  },
  too_small: { en: (limit) => `Must be at least ${limit}.`, zh: (limit) => `不得小于 ${limit}。` },
  too_large: { en: (limit) => `Must be at most ${limit}.`, zh: (limit) => `不得大于 ${limit}。` },
  too_short: { en: (limit) => `Must have at least ${limit} characters.`, zh: (limit) => `至少 ${limit} 个字符。` },
  too_long: { en: (limit) => `Must have at most ${limit} characters.`, zh: (limit) => `最多 ${limit} 个字符。` },
  too_few_items: { en: (limit) => `Must have at least ${limit} entries.`, zh: (limit) => `至少 ${limit} 项。` },
  too_many_items: { en: (limit) => `Must have at most ${limit} entries.`, zh: (limit) => `最多 ${limit} 项。` },
  not_unique: { en: () => 'Entries must differ from each other.', zh: () => '各项不得重复。' },
  not_found: { en: () => 'This does not exist.', zh: () => '不存在。' },
  conflict: { en: () => 'This conflicts with another field.', zh: () => '与其他字段冲突。' },
}
