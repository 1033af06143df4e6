/** The look of the documentation pages: the staff app's ink, paper and blue (src/dashboard/styles/base.css). */
export const THEME_CSS = `
:root { --ink: #172033; --night: #131a2b; --paper: #f3f4f7; --line: #d5d9e2; --blue: #3b5bdb; --muted: #5b6579; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag, .swagger-ui .opblock .opblock-summary-path { color: var(--ink); font-family: inherit; }
.swagger-ui .topbar { background: var(--night); padding: 12px 0; }
.swagger-ui .topbar .download-url-wrapper { display: none; }
.swagger-ui .topbar a { color: #fff; font-size: 18px; font-weight: 600; letter-spacing: .02em; }
.swagger-ui .scheme-container { background: transparent; box-shadow: none; border-bottom: 1px solid var(--line); }
.swagger-ui .opblock-tag { border-bottom: 1px solid var(--line); font-size: 20px; }
.swagger-ui .opblock { border-radius: 6px; box-shadow: none; }
.swagger-ui .btn.authorize { color: var(--blue); border-color: var(--blue); }
.swagger-ui .btn.authorize svg { fill: var(--blue); }
.swagger-ui .btn.execute { background: var(--blue); border-color: var(--blue); }
.xyg-page header { background: var(--night); padding: 14px 24px; }
.xyg-page header a { color: #fff; font-weight: 600; text-decoration: none; }
.xyg-page main { max-width: 820px; margin: 0 auto; padding: 24px; line-height: 1.55; }
.xyg-page section { border-top: 1px solid var(--line); padding: 4px 0; }
.xyg-page section:target { background: #eef2ff; }
.xyg-page small { color: var(--muted); font-weight: 400; margin-left: 8px; }
.xyg-page code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .92em; }
`
