using Qboxmail.Emulator;

namespace Qboxmail.Soak;

/// <summary>
/// Replaces the token during calls: the new one is accepted and used, and the old one is revoked after the last call that uses it.
/// </summary>
internal sealed class TokenRotation(QboxmailEmulator emulator)
{
    private readonly Lock _gate = new();
    private readonly string _old = emulator.Token;
    private int _underOld;
    private bool _isRevoked;

    public string Current { get; private set; } = emulator.Token;

    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _isRevoked;
            }
        }
    }

    /// <summary>Begins a call. Pass the result to <see cref="End"/>.</summary>
    public bool Begin()
    {
        lock (_gate)
        {
            var isUnderOld = Current == _old;
            _underOld += isUnderOld ? 1 : 0;
            return isUnderOld;
        }
    }

    public void End(bool isUnderOld)
    {
        lock (_gate)
        {
            _underOld -= isUnderOld ? 1 : 0;
            RevokeWhenUnused();
        }
    }

    public void Rotate()
    {
        lock (_gate)
        {
            emulator.AddToken(new EmulatorToken("rotated-token"));
            Current = "rotated-token";
            RevokeWhenUnused();
        }
    }

    private void RevokeWhenUnused()
    {
        if (_underOld == 0 && Current != _old && !_isRevoked)
        {
            _isRevoked = true;
            emulator.RemoveToken(_old);
        }
    }
}
