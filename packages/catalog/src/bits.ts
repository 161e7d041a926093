/** Numbers of the bits that are set in a hexadecimal mask, lowest first. */
export function bitsOf(mask: string): number[] {
  const bits: number[] = [];
  for (let digit = 0; digit < mask.length; digit++) {
    const value = Number.parseInt(mask.charAt(mask.length - 1 - digit), 16);
    for (let bit = 0; bit < 4; bit++) if ((value >> bit) & 1) bits.push(digit * 4 + bit);
  }
  return bits;
}
