import { defineConfig, type Plugin } from 'vite'

/** What the page may load: its own files and nothing else. Ant Design writes its styles as it goes, hence `style-src`. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Written into the page itself, so that it holds whatever serves the files; development needs an inline script. */
const policyInPage: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
}

const modules = String.raw`[\\/]node_modules[\\/](?:\.pnpm[\\/])?`

/** Large libraries by themselves, so that a new console leaves them in the browser's cache. */
const chunks = [
  { name: 'division', test: /code-lists[\\/]division/ },
  { name: 'contract', test: new RegExp(`${modules}zod|packages[\\\\/]schema|src[\\\\/]contract`) },
  { name: 'charts', test: new RegExp(`${modules}(?:echarts|zrender)`) },
  { name: 'design', test: new RegExp(`${modules}(?:antd|@ant-design|@rc-component|rc-|dayjs)`) },
  { name: 'react', test: new RegExp(`${modules}(?:react|scheduler|@tanstack)`) },
]

/** In development the pages talk to a hub on its usual port. */
const hub = 'http://127.0.0.1:8080'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [policyInPage],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { proxy: Object.fromEntries(['/v1', '/.well-known', '/openapi.json', '/docs'].map((path) => [path, hub])) },
})
