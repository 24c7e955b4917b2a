// Says a sentence to screen readers, wherever the focus is.
export const announce = sentence => {
    const status = document.getElementById("status");
    status.textContent = "";
    // To some readers a region that is emptied and filled in one turn has not changed.
    requestAnimationFrame(() => status.textContent = sentence);
};
