// Waits for another device: looks every few seconds, and shows the page anew once something has happened there.
const often = 2000;
const seldom = 5000;
const patience = 60_000;

const began = Date.now();
const waiting = document.getElementById("waiting");

async function look() {
    const { state } = await fetch(waiting.dataset.look).then(response => response.ok ? response.json() : {}).catch(() => ({}));
    if (state && state !== waiting.dataset.state) location.reload();
    else setTimeout(look, Date.now() - began < patience ? often : seldom);
}

if (waiting) setTimeout(look, often);

// What the other device has allowed needs no further click here.
document.getElementById("finish")?.requestSubmit();
