import qrcode from 'qrcode'

/** A QR code of an address as SVG: one path of squares, so that it prints sharp at any size. */
export function qrSvg(address: string): string {
  const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (data[y * size + x]) path += `M${x} ${y}h1v1h-1z`
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#1b2330" d="${path}"/></svg>`
}

export const qrPng = (address: string): Promise<Uint8Array> => qrcode.toBuffer(address, { errorCorrectionLevel: 'M', margin: 0, scale: 8, color: { dark: '#1b2330ff' } })

/** The squares of a QR code, row by row, as a grey picture of one point each: 0 dark, 255 light. */
export function qrSquares(address: string): { size: number; squares: number[] } {
  const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules
  return { size, squares: Array.from(data, (dark) => (dark ? 0 : 255)) }
}
