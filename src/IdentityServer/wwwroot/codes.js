// The sheet of recovery codes onto paper or into a file. Nothing leaves the page.
const sheet = document.getElementById("recovery-codes");

const print = document.getElementById("print-codes");
print.hidden = false;
print.addEventListener("click", () => window.print());

const download = document.getElementById("download-codes");
download.hidden = false;
download.addEventListener("click", () => {
    const lines = [sheet.dataset.title, "", ...Array.from(sheet.children, item => item.textContent), ""];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain" }));
    link.download = sheet.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
});
