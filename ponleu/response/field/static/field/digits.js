// Digits as somebody types them: Khmer ones are read as 0 to 9.

const KHMER_ZERO = 0x17e0;

export const plainDigits = (typed) =>
  typed.replace(/[\u17e0-\u17e9]/g, (sign) => `${sign.charCodeAt(0) - KHMER_ZERO}`);
