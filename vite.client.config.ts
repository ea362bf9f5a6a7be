import { fileURLToPath } from 'node:url'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

// Packed once here, so that the server only hands over bytes. Fonts are packed already.
const packed: Plugin = {
  name: 'packed',
  closeBundle() {
    const folder = `${root}dist/client/`
    for (const name of readdirSync(folder).filter((file) => /\.(?:css|js|svg)$/.test(file))) {
      const bytes = readFileSync(folder + name)
      writeFileSync(`${folder}${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      writeFileSync(`${folder}${name}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
}

export default defineConfig({
  plugins: [noInlineStyle, packed],
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
    // The service worker keeps its name: browsers know it by its address.
    rolldownOptions: { input: { main: 'src/client/main.ts', sw: 'src/client/sw.ts' }, output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : '[name]-[hash].js') } },
  },
})
