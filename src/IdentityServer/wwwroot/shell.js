// What every page does: dates in the reader's own time zone, and forms that go out once.

const fullDate = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

for (const time of document.querySelectorAll("time[datetime]"))
    time.title = fullDate.format(new Date(time.dateTime));

// An impatient second click would post the form twice.
document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.ariaBusy === "true") return event.preventDefault();

    form.ariaBusy = "true";
    setTimeout(() => form.ariaBusy = null, 3000);
});
