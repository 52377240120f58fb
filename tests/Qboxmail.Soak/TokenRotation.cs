using Qboxmail.Emulator;

namespace Qboxmail.Soak;

/// <summary>Replaces the token while calls run: adds and uses a new one, and revokes the old one after the last call that started with it.</summary>
internal sealed class TokenRotation(QboxmailEmulator emulator)
{
    private readonly Lock _lock = new();
    private readonly string _old = emulator.Token;
    private int _callsWithOldToken;
    private bool _isRevoked;

    public string Current { get; private set; } = emulator.Token;

    public bool IsComplete
    {
        get
        {
            lock (_lock)
            {
                return _isRevoked;
            }
        }
    }

    /// <summary>Registers the start of a call. Returns whether it uses the old token, which <see cref="End"/> takes.</summary>
    public bool Begin()
    {
        lock (_lock)
        {
            var usesOldToken = Current == _old;
            _callsWithOldToken += usesOldToken ? 1 : 0;
            return usesOldToken;
        }
    }

    public void End(bool usesOldToken)
    {
        lock (_lock)
        {
            _callsWithOldToken -= usesOldToken ? 1 : 0;
            RevokeWhenUnused();
        }
    }

    public void Rotate()
    {
        lock (_lock)
        {
            emulator.AddToken(new EmulatorToken("rotated-token"));
            Current = "rotated-token";
            RevokeWhenUnused();
        }
    }

    private void RevokeWhenUnused()
    {
        if (_callsWithOldToken == 0 && Current != _old && !_isRevoked)
        {
            _isRevoked = true;
            emulator.RemoveToken(_old);
        }
    }
}
