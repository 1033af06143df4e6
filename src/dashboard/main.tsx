import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startLanguage } from './i18n/language.ts'
import { pageNonce, signStyles } from './page-nonce.ts'
import './styles/app.css'

signStyles(pageNonce())

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const page = createRoot(root)
void startLanguage().then(() => page.render(<App />))
