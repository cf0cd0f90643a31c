/** A grey progressive JPEG of 64 × 64 that goes over the picture once, and then so many times more without changing anything. */
export function manyScans(more: number): Buffer {
  const side = 64;
  const blocks = (side / 8) ** 2;
  const quantisation = [0xff, 0xdb, 0, 67, 0, ...Array<number>(64).fill(1)];
  const frame = [0xff, 0xc2, 0, 11, 8, 0, side, 0, side, 1, 1, 0x11, 0];
  const oneCode = (table: number, symbol: number) => [
    ...[0xff, 0xc4, 0, 20, table, 1],
    ...Array<number>(15).fill(0),
    symbol,
  ];
  const scan = (from: number, to: number, data: number) => [
    ...[0xff, 0xda, 0, 8, 1, 1, 0, from, to, 0],
    ...Array<number>(data).fill(0),
  ];
  const first = scan(0, 0, Math.ceil(blocks / 8));
  const empty = scan(1, 1, 3);
  return Buffer.from([
    ...[0xff, 0xd8, ...quantisation, ...frame, ...oneCode(0, 0), ...oneCode(0x10, 0xe0), ...first],
    ...Array.from({ length: more }, () => empty).flat(),
    ...[0xff, 0xd9],
  ]);
}
