/** The look of the documentation pages: the ink, paper and vermilion of the staff app. */
export const THEME_CSS = `
:root { --ink: #1f2329; --paper: #fbfaf7; --line: #e4e0d8; --seal: #c8372d; --muted: #6b7078; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: "Inter", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag, .swagger-ui .opblock .opblock-summary-path { color: var(--ink); font-family: inherit; }
.swagger-ui .topbar { background: var(--ink); padding: 12px 0; border-bottom: 3px solid var(--seal); }
.swagger-ui .topbar a { color: #fff; font-size: 18px; font-weight: 600; letter-spacing: .02em; }
.swagger-ui .scheme-container { background: transparent; box-shadow: none; border-bottom: 1px solid var(--line); }
.swagger-ui .opblock-tag { border-bottom: 1px solid var(--line); font-size: 20px; }
.swagger-ui .opblock { border-radius: 6px; box-shadow: none; }
.swagger-ui .btn.authorize { color: var(--seal); border-color: var(--seal); }
.swagger-ui .btn.authorize svg { fill: var(--seal); }
.swagger-ui .btn.execute { background: var(--seal); border-color: var(--seal); }
.xyg-page header { background: var(--ink); border-bottom: 3px solid var(--seal); padding: 14px 24px; }
.xyg-page header a { color: #fff; font-weight: 600; text-decoration: none; }
.xyg-page main { max-width: 820px; margin: 0 auto; padding: 24px; line-height: 1.55; }
.xyg-page section { border-top: 1px solid var(--line); padding: 4px 0; }
.xyg-page section:target { background: #fff3e6; }
.xyg-page small { color: var(--muted); font-weight: 400; margin-left: 8px; }
.xyg-page code { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: .92em; }
`
