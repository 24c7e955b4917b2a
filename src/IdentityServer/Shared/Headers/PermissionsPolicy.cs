namespace IdentityServer.Shared.Headers;

/// <summary>SS-03: passkeys for ourselves, and nothing else that is powerful.</summary>
internal static class PermissionsPolicy
{
    private static readonly string[] Ours = ["publickey-credentials-get", "publickey-credentials-create", "clipboard-write"];

    private static readonly string[] Nobodys =
    [
        "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "display-capture",
        "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
        "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
        "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb", "web-share", "window-management",
        "xr-spatial-tracking",
    ];

    public static readonly string Value = string.Join(", ",
        [.. Ours.Select(feature => $"{feature}=(self)"), .. Nobodys.Select(feature => $"{feature}=()")]);
}
