// @ts-check
// Reads a zip in which nothing is compressed: it was compressed as a whole, which makes less of it.

const FILE = 0x04034b50; // what each file in a zip begins with
const HEAD = 30; // bytes before a file's name

/**
 * @param {Uint8Array} zip
 * @returns {Map<string, Uint8Array>} its files, by name
 */
export function filesIn(zip) {
  const files = new Map();
  const numbers = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; numbers.getUint32(at, true) === FILE; ) {
    const size = numbers.getUint32(at + 18, true);
    const nameEnd = at + HEAD + numbers.getUint16(at + 26, true);
    const start = nameEnd + numbers.getUint16(at + 28, true);
    files.set(new TextDecoder().decode(zip.subarray(at + HEAD, nameEnd)), zip.subarray(start, start + size));
    at = start + size;
  }
  return files;
}
