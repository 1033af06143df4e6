/// <reference types="vite/client" />

type AntdLocale = NonNullable<import('antd').ConfigProviderProps['locale']>

// The package's own types resolve these files as CommonJS; the bundler reads them as the modules they are.
declare module 'antd/es/locale/zh_CN' {
  const locale: AntdLocale

  export = locale
}

declare module 'antd/es/locale/en_US' {
  const locale: AntdLocale

  export = locale
}
