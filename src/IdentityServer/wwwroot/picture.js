// Sends a picture as small as it is shown: photographs are larger than the server takes, and this leaves out where they were taken.
const side = 512;
const form = document.getElementById("picture");
const input = form.elements.Chosen;

input.addEventListener("change", async () => {
    const [file] = input.files;
    const picture = file && await createImageBitmap(file).catch(() => null); // null: the server says what is wrong with it
    if (!picture) return;

    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const type = file.type === "image/jpeg" ? "image/jpeg" : "image/png";
    const small = await canvas.convertToBlob({ type, quality: 0.9 });

    const chosen = new DataTransfer();
    chosen.items.add(new File([small], file.name, { type }));
    input.files = chosen.files;
    form.dataset.ready = `${canvas.width}x${canvas.height}`;
});
