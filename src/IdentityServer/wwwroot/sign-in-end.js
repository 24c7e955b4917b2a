// Warns before a sign-in ends, and lets it last where using it is enough (WCAG 2.2.1). Whatever was typed stays on the page.
const longestWarning = 120_000;

const dialog = document.getElementById("sign-in-end");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
const tabs = new BroadcastChannel("sign-in-end");

let idle, absolute, warning, timer, told;

/** Counts anew from what the server said, be it to this tab or to another one. */
function begin(left) {
    idle = Date.now() + left.idle * 1000;
    absolute = Date.now() + left.absolute * 1000;
    // However short the limit is, half of it goes by undisturbed.
    warning = Math.min(longestWarning, left.idle * 500);
    told = null;
    if (dialog.open) dialog.close();
    look();
}

function look() {
    clearTimeout(timer);
    const end = Math.min(idle, absolute);
    const left = end - Date.now();
    if (left <= 0) return tell("over");
    if (left > warning) return timer = setTimeout(look, left - warning);

    tell(absolute <= idle ? "absolute" : "idle", end);
    timer = setTimeout(look, left);
}

function tell(what, end) {
    if (told === what) return;
    told = what;
    for (const section of dialog.querySelectorAll("section")) section.hidden = section.id !== `end-${what}`;
    for (const time of dialog.querySelectorAll("time")) time.textContent = clock.format(end);
    dialog.setAttribute("aria-labelledby", `end-${what}-title`);
    if (!dialog.open) dialog.showModal();
}

async function stay() {
    const response = await fetch("/account/stay", { method: "POST" }).catch(() => null);
    if (response?.status === 401) return tell("over");
    if (!response?.ok) {
        told = null;
        return look();
    }

    const left = await response.json();
    begin(left);
    tabs.postMessage(left);
}

// Whoever closes the warning is there, too.
dialog.addEventListener("close", () => told === "idle" && stay());
// A device that slept has missed its timers.
document.addEventListener("visibilitychange", () => document.hidden || look());
tabs.addEventListener("message", ({ data }) => begin(data));

const shown = { idle: Number(dialog.dataset.idle), absolute: Number(dialog.dataset.absolute) };
begin(shown);
tabs.postMessage(shown);
