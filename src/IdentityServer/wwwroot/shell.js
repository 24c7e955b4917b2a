// What every page does: dates in the time zone of the reader's device, unless they chose one, and forms that go out once.

const fullDate = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

for (const time of document.querySelectorAll("time[datetime]:not([data-zone])"))
    time.title = fullDate.format(new Date(time.dateTime));

// An impatient second click would post the form twice.
document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.ariaBusy === "true") return event.preventDefault();

    form.ariaBusy = "true";
    setTimeout(() => form.ariaBusy = null, 3000);
});
