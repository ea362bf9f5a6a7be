import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    sourcemap: true,
    target: 'node22',
    minify: false,
    rollupOptions: { input: process.env['BUNDLE'] ? [process.env['BUNDLE']] : { mufakat: 'src/main.ts', 'text-worker': 'src/kernel/text-worker.ts' }, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
})
