// A photograph is brought to the size that is kept before it waits or travels: a hall's network is poor, and what a phone
// notes beside the picture (the place, the time) stays on the phone. Where a browser can't, it is sent as it is.
"use strict";
(() => {
  const LONGEST = 2000, QUALITY = 0.85;
  async function smaller(file) {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
    return new File([blob], "photograph.jpg", { type: "image/jpeg" });
  }
  document.addEventListener("change", async ({ target }) => {
    if (!target.matches?.("[data-photograph]") || !target.files[0]) return;
    const chosen = target.files[0];
    const fresh = await smaller(chosen).catch(() => null);
    if (!fresh || target.files[0] !== chosen) return;
    const held = new DataTransfer();
    held.items.add(fresh);
    target.files = held.files;
  });
})();
