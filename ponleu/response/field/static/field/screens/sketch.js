// A sketch of a floor: strokes of a finger, in thousandths of the width; or words instead.

import { onPress, onSubmit, part, say, show, warn } from "../page.js";
import { offerUndo } from "./site.js";

const UNITS = 1000;

export function sketch(app, { site }) {
  const page = show("sketch");
  const canvas = part(page, "canvas");
  const form = part(page, "form");
  let strokes = [];
  const redraw = () => {
    draw(canvas, strokes);
    form.elements.strokes.value = JSON.stringify(strokes);
  };
  form.elements.strokes.addEventListener("restored", () => {
    strokes = JSON.parse(form.elements.strokes.value || "[]");
    redraw();
  });
  follow(canvas, () => strokes, redraw);
  onPress(page, "unstroke", () => {
    strokes.pop();
    redraw();
  });
  onPress(page, "back", () => app.back());
  offerUndo(app, page);
  onSubmit(form, async (given) => {
    const text = given.get("text").trim();
    if (!strokes.length && !text) return warn(say("sketch-empty"));
    const { width, height } = sizeOf(canvas);
    const words = { text, width, height, strokes };
    await app.record(site, { kind: "sketch", open: { strokes: strokes.length }, words });
    return app.render();
  });
}

const sizeOf = ({ width, height }) => ({
  width: UNITS,
  height: Math.round((UNITS * height) / width),
});

function follow(canvas, strokes, redraw) {
  let stroke;
  const add = ({ offsetX, offsetY }) => {
    const unit = UNITS / canvas.clientWidth;
    stroke.push(Math.round(offsetX * unit), Math.round(offsetY * unit));
    redraw();
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes().push((stroke = []));
    add(event);
  };
  canvas.onpointermove = (event) => stroke && add(event);
  canvas.onpointerup = canvas.onpointercancel = () => (stroke = undefined);
}

function draw(canvas, strokes) {
  const pen = canvas.getContext("2d");
  const unit = canvas.width / UNITS;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round" });
  pen.strokeStyle = getComputedStyle(canvas).color;
  for (const points of strokes) {
    pen.beginPath();
    pen.moveTo(points[0] * unit, points[1] * unit);
    for (let at = 0; at < points.length; at += 2) pen.lineTo(points[at] * unit, points[at + 1] * unit);
    pen.stroke();
  }
}
