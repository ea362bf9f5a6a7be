import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

// Turbo puts a <style> element into the page for its progress bar, which our content security policy refuses; the theme has that rule.
const noInlineStyle: Plugin = {
  name: 'no-inline-style',
  transform(code, id) {
    if (!id.includes('@hotwired/turbo')) return
    const call = '    this.installStylesheetElement();\n'
    if (!code.includes(call)) this.error('Turbo no longer installs its style where we looked')
    return { code: code.replace(call, ''), map: null }
  },
}

export default defineConfig({
  plugins: [noInlineStyle],
  root,
  base: '/assets/',
  publicDir: 'src/client/public',
  css: { preprocessorOptions: { scss: { loadPaths: [`${root}node_modules`], quietDeps: true } } },
  build: {
    outDir: 'dist/client',
    assetsDir: '',
    emptyOutDir: true,
    manifest: true,
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    target: 'es2022',
    rolldownOptions: { input: 'src/client/main.ts' },
  },
})
