// Brings the answer to the app; the button does the same without script.
document.getElementById("form-post").submit();
