// A voice message, recorded on a press and kept in memory until it is sealed.

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 16000;

export function record(frame, files, add) {
  if (!globalThis.MediaRecorder || !navigator.mediaDevices) return;
  const button = frame.querySelector("[data-record]");
  const said = frame.querySelector("[data-said]");
  const begin = button.textContent;
  let recorder;
  frame.hidden = false;
  button.onclick = async () => {
    if (recorder) return recorder.stop();
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      recorder = start(sound, (blob) => {
        for (const track of sound.getTracks()) track.stop();
        recorder = undefined;
        button.textContent = begin;
        said.textContent = "";
        add(named(blob, files.length + 1));
      });
      button.textContent = button.dataset.stop;
      said.textContent = said.dataset.recording;
    } catch {
      said.textContent = said.dataset.failed;
    }
  };
}

function start(sound, done) {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.onstop = () => done(new Blob(pieces, { type: recorder.mimeType }));
  recorder.start(1000);
  return recorder;
}

function named(blob, number) {
  const ending = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
  return new File([blob], `voice-${number}.${ending}`, { type: blob.type.split(";")[0] });
}
