// Reading a wristband's code from a picture, where the browser can; the picture is not kept.

const KINDS = ["qr_code", "code_128", "code_39", "ean_13", "data_matrix"];

export function offerScan(frame, field, onNothing) {
  if (!globalThis.BarcodeDetector) return;
  frame.hidden = false;
  const input = frame.querySelector("input");
  input.onchange = async () => {
    const code = await codeOf(input.files[0]).catch(() => undefined);
    input.value = "";
    if (code) field.value = code;
    else onNothing();
  };
}

async function codeOf(picture) {
  const detector = new globalThis.BarcodeDetector({ formats: KINDS });
  const [found] = await detector.detect(await createImageBitmap(picture));
  return found?.rawValue;
}
