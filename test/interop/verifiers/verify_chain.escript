#!/usr/bin/env escript
%% verify_chain ROOT PATH HOSTNAME: what public_key thinks of a chain for a TLS server.

main([RootFile, PathFile, Host]) ->
    [Root] = read(RootFile),
    [Leaf | Authorities] = read(PathFile),
    try
        %% From the certificate below the trust anchor down to the leaf.
        Path = lists:reverse(Authorities) ++ [Leaf],
        {ok, _} = public_key:pkix_path_validation(Root, Path, []),
        Match = public_key:pkix_verify_hostname_match_fun(https),
        true = public_key:pkix_verify_hostname(Leaf, [reference(Host)], [{match_fun, Match}]),
        io:format("accepted~n")
    catch
        error:Reason -> io:format("refused: ~0p~n", [Reason])
    end.

read(Name) ->
    {ok, Text} = file:read_file(Name),
    [Der || {'Certificate', Der, not_encrypted} <- public_key:pem_decode(Text)].

reference(Host) ->
    case inet:parse_address(Host) of
        {ok, Address} -> {ip, Address};
        {error, einval} -> {dns_id, Host}
    end.
