# A web server in plain Perl, without a module: what an image's program may be. Tells its greeting, its environment, its files; writes a file when told to; ignores SIGTERM when told to.
$| = 1;
$SIG{TERM} = ($ENV{ON_TERM} // '') eq 'ignore' ? 'IGNORE' : sub { print "asked to end\n"; exit 0 };
if (($ENV{LEAVE} // '') eq 'a daemon' && !fork) {
    setpgrp(0, 0);
    sleep 600;
    exit 0;
}
socket(SERVER, 2, 1, 6) or die "socket: $!";
setsockopt(SERVER, 1, 2, pack('i', 1));
bind(SERVER, pack('S n a4 x8', 2, $ENV{PORT}, "\0\0\0\0")) or die "bind: $!";
listen(SERVER, 16);
print "listening on $ENV{PORT}\n";
while (1) {
    accept(CLIENT, SERVER) or next;
    sysread(CLIENT, my $request, 65536);
    my ($path) = $request =~ m{^\S+ (\S+)};
    my $body = '';
    if ($path eq '/env') { $body = join("\n", map { "$_=$ENV{$_}" } sort keys %ENV); }
    elsif ($path eq '/exit') { exit 7 }
    elsif ($path =~ m{^/write(/.*)}) { $body = open(my $out, '>>', $1) ? "written" : "$!"; print $out "x" if $out; close $out if $out; $body .= " " . (-s $1 // 0) }
    elsif ($path =~ m{^/read(/.*)}) { $body = open(my $in, '<', $1) ? join('', <$in>) : "$!" }
    elsif ($path =~ m{^/list(/.*)}) { opendir(my $dir, $1); $body = join(' ', sort grep { !/^\./ } readdir $dir) }
    else { $body = "$ENV{GREETING} " . join(' ', @ARGV) }
    syswrite(CLIENT, "HTTP/1.1 200 OK\r\nContent-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body");
    close(CLIENT);
}
