import type { ThemeConfig } from 'antd'

const FONTS =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif"

/** One quiet blue for what can be done; green, amber and red are kept for what they mean. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#3b5bdb',
    colorInfo: '#3b5bdb',
    colorLink: '#3b5bdb',
    colorSuccess: '#18794e',
    colorWarning: '#ad5700',
    colorError: '#c62a2f',
    colorTextBase: '#172033',
    // The library's own greys fall below 4.5 to 1 on white.
    colorTextPlaceholder: '#6b7487',
    colorTextDescription: '#5b6579',
    colorTextDisabled: '#757d8f',
    colorBgLayout: '#f3f4f7',
    colorBorder: '#d5d9e2',
    colorBorderSecondary: '#e6e8ee',
    borderRadius: 8,
    borderRadiusLG: 12,
    controlHeight: 36,
    controlHeightLG: 46,
    fontFamily: FONTS,
    fontSize: 14,
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', dangerShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Card: { headerFontSize: 15 },
    Table: { headerBg: '#f8f9fb' },
  },
}
