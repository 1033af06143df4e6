import { SearchOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'

/** Finds anything by its number from every page; Ctrl K leads here. On a phone it is a button to the page of finding. */
export function SearchBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      input.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  if (pathname === '/search') return null
  const find = () => {
    if (text.trim() === '') return
    void navigate(`/search?text=${encodeURIComponent(text.trim())}`)
    setText('')
  }
  return (
    <search className="search-box">
      <Input
        ref={input}
        className="hide-on-phone"
        prefix={<SearchOutlined />}
        suffix={<kbd className="kbd">Ctrl K</kbd>}
        aria-label={t('search.title')}
        placeholder={t('search.placeholder')}
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={find}
      />
      <Link to="/search" className="show-on-phone" aria-label={t('search.title')}>
        <Button type="text" icon={<SearchOutlined />} tabIndex={-1} />
      </Link>
    </search>
  )
}
