from paramiko import AutoAddPolicy, RejectPolicy, WarningPolicy, SSHClient
